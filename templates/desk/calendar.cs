<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'layout/proposal.cs' ?><?cs call:desk_start() ?>
<div class="desk-wide">
<p><a class="govuk-back-link" href="<?cs var:Affairs.Href ?>"><?cs var:T.desk.tab_affairs ?></a></p>
<h1><?cs var:Page.Title ?></h1>
<?cs if:Missing.Year ?><div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span><strong class="govuk-warning-text__text"><?cs var:t1("desk.calendar.missing", Missing.Year) ?><?cs if:Missing.Matters ?> <?cs var:t1("desk.calendar.missing_matters", Missing.Matters) ?><?cs /if ?></strong></div>
<?cs /if ?><nav class="desk-filters" aria-label="<?cs var:T.desk.calendar.years ?>"><?cs each:y = Years ?><a href="<?cs var:y.Href ?>"<?cs if:y.Here ?> aria-current="true"<?cs /if ?>><?cs var:y.Year ?></a><?cs /each ?></nav>
<p><a class="govuk-link" href="#announce"><?cs var:T.desk.calendar.add ?></a></p>
<p><?cs if:Published ?><span class="govuk-tag govuk-tag--done"><?cs var:T.desk.calendar.published ?></span> <?cs else ?><span class="govuk-tag govuk-tag--wait"><?cs var:T.desk.calendar.unpublished ?></span> <?cs /if ?><?cs if:Notice ?><?cs var:Notice ?> · <?cs /if ?><?cs var:t2("desk.calendar.count", Rests, Works) ?></p>
<?cs if:subcount(Days) > #0 ?><table class="qiao-table desk-rows desk-days"><thead><tr><th scope="col"><?cs var:T.desk.calendar.date ?></th><th scope="col"><?cs var:T.desk.calendar.kind ?></th><th scope="col"><?cs var:T.desk.calendar.name ?></th></tr></thead><tbody>
<?cs each:d = Days ?><tr><td class="desk-name"><time datetime="<?cs var:d.Date ?>"><?cs var:d.Date ?></time> <?cs var:d.Weekday ?></td><td data-label="<?cs var:T.desk.calendar.kind ?>"><span class="govuk-tag<?cs if:d.Kind == "holiday" ?> govuk-tag--done<?cs elif:d.Kind == "workday" ?> govuk-tag--wait<?cs /if ?>"><?cs var:d.KindText ?></span></td><td data-label="<?cs var:T.desk.calendar.name ?>"><?cs var:d.Name ?><?cs if:d.Announced ?> <span class="qiao-quiet"><?cs var:T.desk.calendar.announced ?></span><?cs /if ?></td></tr>
<?cs /each ?></tbody></table>
<?cs else ?><p><?cs var:T.desk.calendar.none ?></p>
<?cs /if ?><?cs call:proposal_list() ?>
<h2 class="govuk-heading-m"><?cs var:T.desk.calendar.add ?></h2>
<p class="qiao-quiet"><?cs var:T.desk.calendar.add_text ?></p>
<?cs call:form_start("announce") ?><input type="hidden" name="year" value="<?cs var:Year ?>">
<?cs call:field_text("notice", T.desk.calendar.notice, T.desk.calendar.notice_hint, "") ?>
<?cs call:field_textarea("days", T.desk.calendar.days, T.desk.calendar.days_hint) ?>
<div class="govuk-button-group"><?cs call:button(T.desk.calendar.button) ?></div>
<?cs call:form_end() ?>
</div>
<?cs call:desk_end() ?>
