<?cs include!'layout/desk.cs' ?><?cs

def:keys_of(name, list) ?><section class="qiao-card"><h2><?cs var:name ?></h2>
<dl class="qiao-facts"><?cs each:k = list ?><div><dt><kbd class="desk-kbd"><?cs var:k.Letter ?></kbd></dt><dd><?cs var:k.Text ?></dd></div><?cs /each ?></dl></section><?cs /def ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<h1><?cs var:Page.Title ?></h1>
<p><?cs var:T.desk.keys.text ?></p>
<?cs call:keys_of(T.desk.keys.in_list, InList) ?>
<?cs call:keys_of(T.desk.keys.on_matter, OnMatter) ?>
<?cs call:keys_of(T.desk.keys.reasons, Reasons) ?>
<?cs call:keys_of(T.desk.next, Acts) ?>
<?cs call:keys_of(T.desk.keys.viewer, Viewer) ?>
<?cs call:keys_of(T.desk.keys.slips, Slips) ?>
</div>
<?cs call:desk_end() ?>
