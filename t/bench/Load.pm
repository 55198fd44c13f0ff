# SPDX-License-Identifier: AGPL-3.0-or-later
# Windows of load by wrk, side by side: what is compared takes turns, so that a machine whose
# speed drifts is unfair to nobody.
package Load;
use strict;
use warnings;
use Instance;

my $connections = 32;

# One window: { rate, p99 in ms, bytes a request, CPU by part in us a request }
sub window {
	my (%w) = @_;
	my @command = ('wrk', '-t1', "-c$connections", "-d$w{seconds}s", '-s', $w{script}, $w{url},
		'--', @{$w{arguments}});
	my %before = map { $_ => Instance::cpu(@{$w{parts}{$_}}) } keys %{$w{parts}};
	open my $out, '-|', @command or die "bench: wrk: $!\n";
	my $said = do { local $/; <$out> };
	close $out;
	my ($requests, $us, $bytes, $failed, $p50, $p99) = $said =~
		/^figures requests=(\d+) us=(\d+) bytes=(\d+) failed=(\d+) p50=(\d+) p99=(\d+)$/m
		or die "bench: wrk ended without figures:\n$said";
	die "bench: $failed of $requests requests failed ($w{name})\n" if $failed;
	die "bench: no request was answered ($w{name})\n" if !$requests;
	my %cpu = map { $_ => (Instance::cpu(@{$w{parts}{$_}}) - $before{$_}) / $requests }
		keys %{$w{parts}};
	return { requests => $requests, rate => $requests * 1e6 / $us, p99 => $p99 / 1000,
		bytes => $bytes / $requests, cpu => \%cpu };
}

# Cases in turn, several rounds, after one short window each that is not counted.
sub side_by_side {
	my ($cases, $rounds, $seconds) = @_;
	my %windows;

	window(%$_, seconds => 1) for @$cases;
	for (1 .. $rounds) {
		push @{$windows{$_->{name}}}, window(%$_, seconds => $seconds) for @$cases;
	}
	return \%windows;
}

sub median {
	my @sorted = sort { $a <=> $b } @_;
	my $n = @sorted;
	return $n % 2 ? $sorted[$n / 2] : ($sorted[$n / 2 - 1] + $sorted[$n / 2]) / 2;
}

1;
