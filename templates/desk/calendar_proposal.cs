<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'layout/proposal.cs' ?><?cs call:desk_start() ?>
<div class="desk-wide">
<p><a class="govuk-back-link" href="<?cs var:All.Href ?>"><?cs var:T.desk.calendar.title ?></a></p>
<h1><?cs var:Page.Title ?></h1>
<?cs call:proposal_head() ?>
<?cs if:?Would.Open ?><section class="govuk-inset-text"><h2 class="govuk-heading-m"><?cs var:T.desk.calendar.would ?></h2>
<ul class="govuk-list govuk-list--bullet"><li><?cs var:t1("desk.calendar.changed", Changed) ?></li><?cs each:y = Years ?><li><?cs if:y.Published ?><?cs var:t1("desk.calendar.whole", y.Year) ?><?cs else ?><?cs var:t1("desk.calendar.part", y.Year) ?><?cs /if ?></li><?cs /each ?><li><?cs var:t2("desk.calendar.moved", Would.Moved, Would.Open) ?><?cs if:Would.IsPart ?> <?cs var:t1("desk.calendar.only", Would.Seen) ?><?cs /if ?></li><?cs if:Would.Failed > #0 ?><li><?cs var:t1("desk.calendar.failed", Would.Failed) ?></li><?cs /if ?></ul></section>
<?cs elif:?Counted.Moved ?><p class="govuk-inset-text"><?cs var:t2("desk.calendar.counted", Counted.Moved, Counted.Quiet) ?><?cs if:Counted.ByLaw > #0 ?> <?cs var:t1("desk.calendar.by_law", Counted.ByLaw) ?><?cs /if ?><?cs if:Counted.Failed > #0 ?> <?cs var:t1("desk.calendar.failed", Counted.Failed) ?><?cs /if ?></p>
<?cs /if ?><?cs call:proposal_buttons(T.desk.calendar.confirm) ?>
<table class="qiao-table desk-rows"><thead><tr><th scope="col"><?cs var:T.desk.calendar.date ?></th><th scope="col"><?cs var:T.desk.calendar.becomes ?></th><th scope="col"><?cs var:T.desk.calendar.now ?></th><th scope="col"><?cs var:T.desk.calendar.name ?></th></tr></thead><tbody>
<?cs each:d = Days ?><tr><td class="desk-name"><time datetime="<?cs var:d.Date ?>"><?cs var:d.Date ?></time> <?cs var:d.Weekday ?></td><td data-label="<?cs var:T.desk.calendar.becomes ?>"><span class="govuk-tag<?cs if:d.Kind == "holiday" ?> govuk-tag--done<?cs elif:d.Kind == "workday" ?> govuk-tag--wait<?cs /if ?>"><?cs var:d.KindText ?></span></td><td data-label="<?cs var:T.desk.calendar.now ?>"><?cs if:d.Same ?><?cs var:T.desk.calendar.same ?><?cs else ?><?cs var:d.Now ?><?cs /if ?></td><td data-label="<?cs var:T.desk.calendar.name ?>"><?cs var:d.Name ?></td></tr>
<?cs /each ?></tbody></table>
</div>
<?cs call:desk_end() ?>
