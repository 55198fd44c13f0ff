<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<h1><?cs var:Page.Title ?></h1>
<?cs if:HasEnded ?><p><?cs var:T.clerk.link_ended ?></p>
<?cs elif:HasKey ?><p><?cs var:T.clerk.link_text ?></p>
<?cs call:form_start("link") ?>
<?cs call:button(T.clerk.link_button) ?>
<?cs call:form_end() ?>
<p class="qiao-quiet"><?cs var:T.clerk.link_told ?></p>
<?cs else ?><p><?cs var:T.clerk.link_none ?></p>
<?cs /if ?></div>
<?cs call:desk_end() ?>
