<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs

def:audit_day(name, label, value, error) ?><p><label class="govuk-label" for="f-<?cs var:name ?>"><?cs var:label ?></label><?cs if:error ?><span class="govuk-error-message" id="e-<?cs var:name ?>"><span class="govuk-visually-hidden"><?cs var:T.layout.problem_mark ?></span> <?cs var:error ?></span><?cs /if ?><input class="govuk-input<?cs if:error ?> govuk-input--error<?cs /if ?>" id="f-<?cs var:name ?>" name="<?cs var:name ?>" type="date" maxlength="10" value="<?cs var:value ?>"<?cs if:error ?> aria-describedby="e-<?cs var:name ?>" aria-invalid="true"<?cs /if ?>></p><?cs /def ?><?cs call:desk_start() ?>
<div class="desk-wide">
<h1><?cs var:Page.Title ?></h1>
<p class="qiao-quiet"><?cs var:T.desk.audit.text ?></p>
<div class="desk-filterbar"><details class="govuk-details desk-filter"<?cs if:Filter.Open ?> open<?cs /if ?>><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:T.desk.filter.title ?></span></summary>
<form class="desk-filter__form" id="filter" method="get" action="<?cs var:Filter.Href ?>">
<p><label class="govuk-label" for="f-subject"><?cs var:T.desk.audit.subject_label ?></label><?cs call:select_inline("f-subject", "subject", "subject", T.desk.filter.any, Subjects) ?></p>
<p><label class="govuk-label" for="f-name"><?cs var:T.desk.audit.name ?></label><input class="govuk-input" id="f-name" name="name" type="text" autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="80" value="<?cs var:Filter.Name ?>"></p>
<p><label class="govuk-label" for="f-by"><?cs var:T.desk.audit.by_number ?></label><input class="govuk-input" id="f-by" name="by" type="text" autocomplete="off" spellcheck="false" maxlength="12" value="<?cs var:Filter.By ?>"></p>
<?cs call:audit_day("since", T.desk.audit.since, Filter.Since, Filter.SinceError) ?>
<?cs call:audit_day("until", T.desk.audit.until, Filter.Until, Filter.UntilError) ?>
<p class="desk-filter__do"><button class="govuk-button" type="submit"><?cs var:T.desk.filter.button ?></button><?cs if:Filter.Open ?> <a class="govuk-link" href="<?cs var:Filter.Href ?>"><?cs var:T.desk.filter.none ?></a><?cs /if ?></p>
</form></details></div>
<?cs if:subcount(Acts) > #0 ?><table class="qiao-table desk-rows"><thead><tr><th scope="col"><?cs var:T.desk.audit.what ?></th><th scope="col"><?cs var:T.desk.audit.name ?></th><th scope="col"><?cs var:T.desk.audit.detail ?></th><th scope="col"><?cs var:T.desk.audit.by ?></th><th scope="col"><?cs var:T.desk.audit.at ?></th><th scope="col"><?cs var:T.desk.audit.seq ?></th></tr></thead><tbody>
<?cs each:a = Acts ?><tr><td class="desk-name"><?cs var:a.What ?></td><td data-label="<?cs var:T.desk.audit.name ?>"><?cs var:a.Name ?></td><td data-label="<?cs var:T.desk.audit.detail ?>"><?cs if:a.Detail ?><?cs var:a.Detail ?><?cs else ?>–<?cs /if ?></td><td data-label="<?cs var:T.desk.audit.by ?>"><?cs var:a.By ?><?cs if:a.ByName ?> <span class="qiao-quiet"><?cs var:a.ByName ?></span><?cs /if ?></td><td class="qiao-unbroken" data-label="<?cs var:T.desk.audit.at ?>"><time datetime="<?cs var:a.At.Iso ?>"><?cs var:a.At.Text ?></time></td><td class="qiao-unbroken" data-label="<?cs var:T.desk.audit.seq ?>"><?cs var:a.Seq ?></td></tr>
<?cs /each ?></tbody></table>
<?cs else ?><p><?cs var:T.desk.audit.nothing ?></p>
<?cs /if ?><?cs if:More || First ?><nav class="govuk-pagination" aria-label="<?cs var:Page.Title ?>"><?cs if:First ?><div class="govuk-pagination__prev"><a class="govuk-link govuk-pagination__link" href="<?cs var:First ?>"><?cs var:T.desk.first_page ?></a></div><?cs /if ?><?cs if:More ?><div class="govuk-pagination__next"><a class="govuk-link govuk-pagination__link" href="<?cs var:More ?>" rel="next"><?cs var:T.desk.more ?></a></div><?cs /if ?></nav>
<?cs /if ?><p class="desk-more"><a class="govuk-link" href="<?cs var:CsvHref ?>" download><?cs var:T.desk.figures.csv ?></a></p>
</div>
<?cs call:desk_end() ?>
