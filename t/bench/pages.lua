-- SPDX-License-Identifier: AGPL-3.0-or-later
-- GET the paths of a file in turn: wrk … -s pages.lua URL -- PATHS COOKIE ENCODING
-- An empty COOKIE or ENCODING is not sent. One line of figures at the end.

local requests, at = {}, 0

function init(args)
	local headers = {}

	if args[2] ~= "" then headers["Cookie"] = args[2] end
	if args[3] ~= "" then headers["Accept-Encoding"] = args[3] end
	for path in io.lines(args[1]) do
		requests[#requests + 1] = wrk.format("GET", path, headers)
	end
end

function request()
	at = at % #requests + 1
	return requests[at]
end

function done(summary, latency)
	local e = summary.errors

	io.write(string.format("figures requests=%d us=%d bytes=%d failed=%d p50=%d p99=%d\n",
		summary.requests, summary.duration, summary.bytes,
		e.connect + e.read + e.write + e.status + e.timeout,
		latency:percentile(50), latency:percentile(99)))
end
