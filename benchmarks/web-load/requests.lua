-- Asks for the addresses of a file (first argument) in a random order that is the same in each run, and prints what came of it.
local addresses = {}
local seed = 1

function setup(thread)
  thread:set("seed", seed)
  seed = seed + 1
end

function init(args)
  math.randomseed(seed)
  for line in io.lines(args[1]) do
    if line ~= "" then
      addresses[#addresses + 1] = wrk.format("GET", line)
    end
  end
end

function request()
  return addresses[math.random(#addresses)]
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("RESULT %.0f %.2f %.2f %.2f %d\n",
    summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
