<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<h1><?cs var:Page.Title ?></h1>
<p><?cs var:T.desk.sign_out_text ?></p>
<?cs call:form_start("sign-out") ?>
<?cs call:button(T.desk.sign_out_button) ?>
<?cs call:form_end() ?>
</div>
<?cs call:desk_end() ?>
