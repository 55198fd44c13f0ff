# SPDX-License-Identifier: AGPL-3.0-or-later
# What Qiao is measured against: the same nginx with a static file, a FastCGI program that
# does nothing, and one that runs the page's statements and sends a fixed page.
package Rival;
use strict;
use warnings;
use IO::Socket::INET;
use POSIX ();
use Instance;

sub new {
	my ($class, $instance, $folder) = @_;
	return bless { instance => $instance, folder => $folder, started => [] }, $class;
}

sub compile {
	my ($self) = @_;
	my $i = $self->{instance};
	my $here = "$i->{source}/t/bench";
	my @libraries = map { "$i->{build}/lib$_.a" } qw(service store base);
	my $flags = `pkg-config --cflags libmariadb`;
	my $foreign = `pkg-config --libs libmariadb libsodium talloc libseccomp`;

	chomp($flags, $foreign);
	for (['nothing', ''], ['bare', "@libraries $foreign -lneo_cgi -lneo_cs -lneo_utl -lz"]) {
		my ($name, $link) = @$_;
		system("cc -std=gnu17 -O2 -D_GNU_SOURCE -I$here -I$i->{source}/cgi $flags "
			. "-o $self->{folder}/$name $here/$name.c $here/loop.c $link -lfcgi") == 0
			or die "bench: $name does not compile\n";
	}
}

sub start {
	my ($self, @command) = @_;
	my $pid = fork // die "bench: fork: $!\n";

	if ($pid == 0) {
		open STDOUT, '>>', "$self->{folder}/rivals.log";
		open STDERR, '>&', \*STDOUT;
		exec @command or POSIX::_exit(127);
	}
	push @{$self->{started}}, $pid;
	return $pid;
}

sub wait_for {
	my ($self, $what, $is_there) = @_;
	for (1 .. 100) {
		return if $is_there->();
		select undef, undef, undef, 0.05;
	}
	die "bench: $what did not start: " . Instance::slurp("$self->{folder}/rivals.log") . "\n";
}

# A program on its socket; the pids of its workers.
sub program {
	my ($self, $name, @arguments) = @_;
	my $count = $self->{instance}{workers};
	my $socket = "$self->{folder}/$name.sock";
	my $pid = $self->start("$self->{folder}/" . ($name =~ s/-.*//r), $socket, $count, @arguments);

	$self->wait_for($name, sub { -S $socket && Instance::children($pid) == $count });
	return Instance::children($pid);
}

sub free_port {
	my $s = IO::Socket::INET->new(LocalAddr => '127.0.0.1', Listen => 1) or die "bench: $!\n";
	return $s->sockport;
}

# The instance's own nginx settings on another port, and below /rival/ what is compared.
sub nginx {
	my ($self, @programs) = @_;
	my ($i, $to) = ($self->{instance}, $self->{folder});
	my $port = free_port();
	my $conf = Instance::slurp("$i->{etc}/nginx/nginx.conf");
	my ($upstreams, $locations) = ('', '');

	for (@programs) {
		$upstreams .= "upstream rival_$_ { server unix:$to/$_.sock max_fails=0; "
			. "server unix:$to/./$_.sock max_fails=0; }\n";
		$locations .= "location ^~ /rival/$_/ { fastcgi_pass rival_$_; }\n";
	}
	$locations .= "location ^~ /rival/static/ { alias $to/; }\n";
	mkdir "$to/tmp";
	$conf =~ s{^pid .*}{pid $to/nginx.pid;}m;
	$conf =~ s{\Q$i->{data}\E/tmp/}{$to/tmp/}g;
	$conf =~ s{\Q$i->{data}\E/log/}{$to/}g;
	$conf =~ s{^\s*listen .*}{\tlisten 127.0.0.1:$port;}m;
	$conf =~ s{^(\s*server \{)}{$upstreams$1}m or die "bench: nginx.conf without a server\n";
	$conf =~ s{(include \S+/server\.conf;)}{$1\n$locations} or die "bench: no server.conf\n";
	Instance::spew("$to/nginx.conf", $conf);
	my $pid = $self->start('nginx', '-e', "$to/nginx.log", '-c', "$to/nginx.conf");
	$self->wait_for('nginx', sub { IO::Socket::INET->new("127.0.0.1:$port") });
	$self->wait_for('nginx', sub { Instance::children($pid) >= 2 });
	return ("http://127.0.0.1:$port", Instance::children($pid));
}

sub stop {
	my ($self) = @_;
	kill TERM => $_ for reverse @{$self->{started}};
	waitpid $_, 0 for @{$self->{started}};
	$self->{started} = [];
}

1;
