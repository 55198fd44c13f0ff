<?cs include!'layout/desk.cs' ?><?cs include!'desk/staff_parts.cs' ?><?cs call:desk_start() ?>
<div class="desk-wide">
<h1><?cs var:Page.Title ?></h1>
<p class="qiao-quiet"><?cs var:T.desk.change.text ?></p>
<?cs if:subcount(Changes) > #0 ?><?cs call:change_table(Changes) ?><?cs else ?><p><?cs var:T.desk.change.none_open ?></p><?cs /if ?>
</div>
<?cs call:desk_end() ?>
