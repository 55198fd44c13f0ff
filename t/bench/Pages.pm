# SPDX-License-Identifier: AGPL-3.0-or-later
# Every page that a resident can open, found by following links: what it weighs compressed,
# with its styles, and how often it asks the store.
package Pages;
use strict;
use warnings;
use List::Util qw(sum0);
use Instance;

my $repeats = 4;		# requests of one page, of which the store's work is the mean

# /zh/applications/7K3M4PQ2H/form/you -> /applications/REF/form/PAGE
sub pattern {
	my ($path) = @_;
	$path =~ s{^/[a-z][a-z](?=/)}{};
	$path =~ s{/applications/[2-9A-Z]{9}}{/applications/REF};
	$path =~ s{(/formalities)/[^/]+}{$1/CODE};
	$path =~ s{/form/[^/]+}{/form/PAGE};
	$path =~ s{/materials/[^/]+}{/materials/MATERIAL};
	$path =~ s{/\d+(?=/|$)}{/ID}g;
	return $path;
}

# Pages reached from some, below their applications only: { path => html }
sub crawl {
	my ($visitor, $refs, @from) = @_;
	my %known = map { $_ => 1 } @$refs;
	my (%page, %seen);
	my @todo = @from;

	while (defined(my $path = shift @todo)) {
		next if $seen{$path}++ || $path =~ m{/files/};
		next if $path =~ m{/applications/([2-9A-Z]{9})} && !$known{$1};
		my $r = $visitor->get($path);
		next if $r->{status} != 200 || ($r->{headers}{'content-type'} // '') !~ m{^text/html};
		$page{$path} = $r->{content};
		push @todo, Visitor::links($r->{content});
	}
	return \%page;
}

sub sent_size { my ($visitor, $path) = @_;
	return length $visitor->page($path, 'Accept-Encoding' => 'gzip')->{content} }

# Bytes of HTML and of CSS on the wire, and the store's round trips, of every page.
sub weigh {
	my ($instance, $visitor, $page) = @_;
	my (%css, @rows);

	for my $path (sort keys %$page) {
		my @sheets = Visitor::stylesheets($page->{$path});
		$css{$_} //= sent_size($visitor, $_) for @sheets;
		my $html = sent_size($visitor, $path);
		my $before = $instance->store_counters;
		$visitor->page($path) for 1 .. $repeats;
		push @rows, { path => $path, pattern => pattern($path), html => $html,
			css => sum0(map { $css{$_} } @sheets),
			trips => ($instance->store_counters - $before) / $repeats };
	}
	return @rows;
}

# The heaviest of each kind, heaviest first.
sub heaviest {
	my %most;
	for (@_) {
		my $m = $most{$_->{pattern}} //= { %$_, count => 0 };
		my $count = $m->{count} + 1;
		my $trips = $_->{trips} > $m->{trips} ? $_->{trips} : $m->{trips};
		%$m = %$_ if $_->{html} + $_->{css} > $m->{html} + $m->{css};
		@$m{qw(count trips)} = ($count, $trips);
	}
	return sort { $b->{html} + $b->{css} <=> $a->{html} + $a->{css} } values %most;
}

1;
