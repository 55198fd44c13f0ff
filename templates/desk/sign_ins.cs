<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<h1><?cs var:Page.Title ?></h1>
<p><?cs var:T.desk.sign_ins_text ?></p>
<?cs each:s = SignIns ?>
<section class="qiao-card"><h2><?cs var:s.Device ?><?cs if:s.Own ?> <strong class="govuk-tag"><?cs var:T.desk.sign_in_here ?></strong><?cs /if ?></h2>
<p class="qiao-quiet"><?cs var:t2("desk.sign_in_times", s.Created.Text, s.Seen.Text) ?><br><?cs var:t1("desk.sign_in_ends", s.Ends.Text) ?></p>
<form method="post" action="<?cs var:Form.Action ?>">
<?cs call:form_hidden() ?><input type="hidden" name="session" value="<?cs var:s.Id ?>">
<button class="qiao-link" type="submit"><?cs var:T.desk.sign_in_end ?></button>
</form></section>
<?cs /each ?>
</div>
<?cs call:desk_end() ?>
