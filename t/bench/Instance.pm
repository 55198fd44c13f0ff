# SPDX-License-Identifier: AGPL-3.0-or-later
# The running instance that is measured: its folders, its store, its processes.
package Instance;
use strict;
use warnings;
use POSIX ();

my $ticks = POSIX::sysconf(POSIX::_SC_CLK_TCK());

sub new {
	my ($class, %at) = @_;
	my $self = bless { data => $at{data}, build => $at{build}, source => $at{source} }, $class;

	$self->{etc} = "$at{data}/etc";
	$self->{run} = -e "$self->{etc}/run-dir" ? slurp("$self->{etc}/run-dir") =~ s/\s+\z//r :
		"$at{data}/run";
	($self->{workers}) = slurp("$self->{etc}/portal.hdf") =~ /^Workers = (\d+)/m;
	return $self;
}

sub slurp {
	my ($path) = @_;
	open my $f, '<:raw', $path or die "bench: cannot read $path: $!\n";
	local $/;
	return scalar <$f>;
}

sub spew {
	my ($path, $text) = @_;
	open my $f, '>:raw', $path or die "bench: cannot write $path: $!\n";
	print $f $text;
	close $f or die "bench: cannot write $path: $!\n";
}

# As the store's owner; rows as lists.
sub sql {
	my ($self, $sql) = @_;
	my @command = ('mariadb', '--no-defaults', "--socket=$self->{run}/mariadb.sock", '--batch',
		'--skip-column-names', 'qiao', '-e', $sql);

	open my $out, '-|', @command or die "bench: mariadb: $!\n";
	my @rows = map { chomp; [split /\t/, $_, -1] } <$out>;
	close $out or die "bench: the store refused: $sql\n";
	return @rows;
}

sub sql_one { my @rows = sql(@_); return $rows[0][0] }

sub pid {
	my ($self, $name) = @_;
	my ($pid) = slurp("$self->{run}/$name.started") =~ /^(\d+)/;
	return $pid;
}

sub children {
	my ($pid) = @_;
	return grep { (stat_of($_))[1] == $pid } map { m{/(\d+)$} } glob('/proc/[0-9]*');
}

# state and what follows it in /proc/PID/stat; a process that is gone has none
sub stat_of {
	my ($pid) = @_;
	open my $f, '<', "/proc/$pid/stat" or return ('Z', 0, (0) x 40);
	my $line = <$f>;
	$line =~ s/^.*\) //s;
	return split ' ', $line;
}

# User and system time of processes, in microseconds.
sub cpu {
	my $sum = 0;
	$sum += $_ for map { my @s = stat_of($_); $s[11] + $s[12] } @_;
	return $sum * 1e6 / $ticks;
}

# Proportional memory of one process, in kB.
sub pss {
	my ($pid) = @_;
	my ($kb) = slurp("/proc/$pid/smaps_rollup") =~ /^Pss:\s+(\d+)/m;
	return $kb;
}

# The store's own counters of what came to it.
sub store_counters {
	my ($self) = @_;
	my %c = map { $_->[0] => $_->[1] } $self->sql("SHOW GLOBAL STATUS WHERE Variable_name IN "
		. "('Com_stmt_execute', 'Com_begin', 'Com_commit', 'Com_rollback')");
	my $sum = 0;
	$sum += $_ for values %c;
	return $sum;
}

1;
