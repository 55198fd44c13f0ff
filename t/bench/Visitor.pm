# SPDX-License-Identifier: AGPL-3.0-or-later
# A browser as far as measuring needs one: cookies, forms, links.
package Visitor;
use strict;
use warnings;
use HTTP::Tiny;
use JSON::PP ();

sub new {
	my ($class, $url) = @_;
	return bless { url => $url, cookies => {},
		http => HTTP::Tiny->new(max_redirect => 0, timeout => 30) }, $class;
}

sub cookie_header {
	my ($self) = @_;
	return join '; ', map { "$_=$self->{cookies}{$_}" } sort keys %{$self->{cookies}};
}

sub ask {
	my ($self, $method, $path, %options) = @_;
	my %headers = %{$options{headers} || {}};
	my $cookies = $self->cookie_header;

	$headers{Cookie} = $cookies if length $cookies;
	my $r = $self->{http}->request($method, "$self->{url}$path",
		{ headers => \%headers, content => $options{content} // '' });
	my $set = $r->{headers}{'set-cookie'} // [];
	for (ref $set ? @$set : $set) {
		$self->{cookies}{$1} = $2 if /^([^=;]+)=([^;]*)/;
	}
	return $r;
}

sub get {
	my ($self, $path, %headers) = @_;
	return $self->ask('GET', $path, headers => \%headers);
}

# The page, which must be there.
sub page {
	my ($self, $path, %headers) = @_;
	my $r = $self->get($path, %headers);

	die "bench: GET $path answers $r->{status}\n" if $r->{status} != 200;
	return $r;
}

sub token_of {
	my ($html) = @_;
	my ($token) = $html =~ /name="token" value="([^"]+)"/ or die "bench: a page without a token\n";
	my ($once) = $html =~ /name="once" value="([^"]+)"/;
	return ($token, $once);
}

# Fill in the form of a page and send it; the answer must be a 303.
sub send_form {
	my ($self, $path, %fields) = @_;
	my ($token, $once) = token_of($self->page($path)->{content});
	my $r = $self->ask('POST', $path,
		headers => { 'Content-Type' => 'application/x-www-form-urlencoded' },
		content => $self->{http}->www_form_urlencode({ %fields, token => $token, once => $once }));

	die "bench: POST $path answers $r->{status}\n" if $r->{status} != 303;
	return $r->{headers}{location};
}

# As a sample resident, by the code in the demo inbox.
sub sign_in {
	my ($self, $contact, $country) = @_;
	my %before = map { $_->{id} => 1 } $self->inbox;
	my $at = $self->send_form('/zh/sign-in', contact => $contact, country => $country);

	for (1 .. 100) {
		for (grep { !$before{$_->{id}} && $_->{kind} eq 'code' } $self->inbox) {
			my ($code) = $_->{body} =~ /(?<!\d)(\d{6})(?!\d)/ or next;
			my $to = $self->send_form($at, code => $code);
			return if $to =~ m{/applications$};
		}
		select undef, undef, undef, 0.2;
	}
	die "bench: no code came for $contact\n";
}

sub inbox {
	my ($self) = @_;
	return @{JSON::PP::decode_json($self->page('/demo/inbox.json')->{content})->{messages}};
}

# The paths that a page links to.
sub links {
	my ($html) = @_;
	my %seen;

	return grep { m{^/[a-z][a-z](/|$)} && !$seen{$_}++ }
		map { s/[?#].*//sr } $html =~ /<a [^>]*href="([^"]+)"/g;
}

sub stylesheets {
	my ($html) = @_;
	return map { /href="([^"]+)"/ } $html =~ /<link [^>]*rel="stylesheet"[^>]*>/g;
}

1;
