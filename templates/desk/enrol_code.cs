<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/staff_parts.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<p><a class="govuk-back-link" href="<?cs var:BackHref ?>"><?cs var:T.desk.enrol.back ?></a></p>
<h1><?cs var:Page.Title ?></h1>
<section class="qiao-card"><dl class="qiao-facts"><?cs call:staff_fact(T.desk.staff.name, Change.Name) ?><?cs call:staff_fact(T.desk.staff.number, Change.Number) ?><?cs call:staff_fact(T.desk.staff.full_name, Change.FullName) ?><?cs if:Code ?><div><dt><?cs var:T.desk.enrol.code ?></dt><dd><code class="desk-code"><?cs var:Code ?></code></dd></div><?cs /if ?></dl></section>
<?cs if:Code ?><p><?cs var:t1("desk.enrol.code_text", Where) ?></p>
<div class="govuk-inset-text"><?cs var:T.desk.enrol.code_once ?></div>
<?cs else ?><p><?cs var:T.desk.enrol.make_text ?></p>
<?cs call:form_start("make") ?><div class="govuk-button-group"><?cs call:button(T.desk.enrol.make) ?></div><?cs call:form_end() ?>
<?cs /if ?></div>
<?cs call:desk_end() ?>
