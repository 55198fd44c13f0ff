-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Submit the prepared drafts of a file, each once: wrk … -s submit.lua URL -- FILE COOKIE TOKEN
-- A line of it: REF, and what its check page has as "shown".
-- Ends itself after the last answer. One line of figures at the end.

local ffi = require("ffi")
ffi.cdef [[
	typedef struct { long s; long us; } moment;
	int gettimeofday(moment *, void *);
	int kill(int, int);
	int getpid(void);
]]
local threads = {}

local function now()
	local t = ffi.new("moment")

	ffi.C.gettimeofday(t, nil)
	return tonumber(t.s) * 1000000 + tonumber(t.us)
end

function setup(thread)
	threads[#threads + 1] = thread
end

function init(args)
	refs, sent, answered, accepted, first, last = {}, 0, 0, 0, 0, 0
	shown = {}
	for line in io.lines(args[1]) do refs[#refs + 1], shown[#shown + 1] = line:match("(%S+) (%S+)") end
	total = #refs
	headers = { ["Cookie"] = args[2], ["Content-Type"] = "application/x-www-form-urlencoded" }
	body = "token=" .. args[3] .. "&declare=1&once="
	key = string.format("%013d", now() / 1000)
end

-- wrk asks for one request before it begins, and does not send it.
function request()
	local at = math.max(1, math.min(sent, #refs))

	if sent == 1 then first = now() end
	sent = sent + 1
	return wrk.format("POST", "/zh/applications/" .. refs[at] .. "/check", headers,
		body .. key .. string.format("%09d", at) .. "&shown=" .. shown[at])
end

-- Once all are sent, connections that are free repeat the last one until its answer came:
-- the same once-only key, so it has no second effect.
function response(status, head)
	answered = answered + 1
	if answered > #refs then return end
	if status == 303 and (head["Location"] or ""):find("/receipt", 1, true) then
		accepted = accepted + 1
	end
	last = now()
	if answered == #refs then ffi.C.kill(ffi.C.getpid(), 2) end
end

function done(summary, latency)
	local t = threads[1]
	local count = math.min(t:get("answered"), t:get("total"))

	io.write(string.format("figures requests=%d us=%d bytes=%d failed=%d p50=%d p99=%d\n",
		count, t:get("last") - t:get("first"), summary.bytes,
		count - t:get("accepted"), latency:percentile(50), latency:percentile(99)))
end
