<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/staff_parts.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<p><a class="govuk-back-link" href="<?cs var:BackHref ?>"><?cs var:T.desk.change.title ?></a></p>
<h1><?cs var:Page.Title ?></h1>
<section class="qiao-card"><dl class="qiao-facts"><?cs call:staff_fact(T.desk.staff.name, Change.Name) ?><?cs call:staff_fact(T.desk.staff.number, Change.Number) ?><?cs call:staff_fact(T.desk.staff.full_name, Change.FullName) ?><?cs if:Change.Place ?><?cs if:Change.Open && Account.Unit ?><div><dt><?cs var:T.desk.change.now ?></dt><dd><?cs var:Account.Unit ?> · <?cs var:Account.Role ?></dd></div><?cs /if ?><div><dt><?cs var:T.desk.change.becomes ?></dt><dd><?cs var:Change.Unit ?> · <?cs var:Change.Role ?></dd></div><?cs /if ?><div><dt><?cs var:T.desk.change.by ?></dt><dd><?cs var:Change.By ?> · <?cs var:Change.Proposed.Text ?></dd></div><div><dt><?cs var:T.desk.staff.reason ?></dt><dd><?cs each:w = Change.Reason ?><?cs if:!first(w) ?><br><?cs /if ?><?cs var:w.Line ?><?cs /each ?></dd></div><div><dt><?cs var:T.desk.change.state_label ?></dt><dd><?cs var:Change.State ?><?cs if:Change.SettledBy ?> · <?cs var:Change.SettledBy ?> · <?cs var:Change.Settled.Text ?><?cs elif:Change.Open ?> · <?cs var:t1("desk.change.until", Change.Ends.Text) ?><?cs /if ?></dd></div></dl></section>
<?cs if:subcount(Alike) > #0 ?><div class="govuk-inset-text"><p><?cs var:T.desk.change.alike ?></p>
<ul><?cs each:a = Alike ?><li><a class="govuk-link" href="<?cs var:a.Href ?>"><?cs var:a.Number ?> · <?cs var:a.FullName ?></a> · <?cs var:a.Name ?> · <?cs var:a.Unit ?> · <?cs var:a.Role ?> · <?cs var:a.State ?></li><?cs /each ?></ul></div>
<?cs /if ?><?cs if:May.Settle ?><p><?cs var:T.desk.change.settle_text ?></p>
<?cs call:form_start("settle") ?><div class="govuk-button-group"><button class="govuk-button" type="submit" name="act" value="confirm"><?cs var:T.desk.change.confirm ?></button> <?cs call:button_named(T.desk.change.refuse, "act", "drop", "secondary") ?></div><?cs call:form_end() ?>
<?cs elif:May.Withdraw ?><div class="govuk-inset-text"><?cs var:T.desk.change.own_proposal ?></div>
<?cs call:form_start("settle") ?><div class="govuk-button-group"><?cs call:button_named(T.desk.change.withdraw, "act", "drop", "secondary") ?></div><?cs call:form_end() ?>
<?cs elif:May.Nothing ?><div class="govuk-inset-text"><?cs var:T.desk.staff.own ?></div>
<?cs elif:CodeHref ?><p><?cs var:T.desk.enrol.make_text ?></p>
<div class="govuk-button-group"><a class="govuk-button" href="<?cs var:CodeHref ?>"><?cs var:T.desk.enrol.code_title ?></a></div>
<?cs /if ?><?cs if:Account.Href ?><p class="desk-more"><a class="govuk-link" href="<?cs var:Account.Href ?>"><?cs var:T.desk.staff.back_to_account ?></a></p><?cs /if ?>
</div>
<?cs call:desk_end() ?>
