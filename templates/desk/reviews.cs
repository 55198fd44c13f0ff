<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs

def:review_day(name, label) ?><?cs call:field_group(name) ?>
<?cs call:field_label(name, label) ?><?cs call:field_notes(name, "") ?>
<input class="govuk-input govuk-input--width-10<?cs call:field_fix(name, "govuk-input--error") ?>" id="f-<?cs var:name ?>" name="<?cs var:name ?>" type="date"<?cs call:field_max(name) ?><?cs call:field_state(name, "") ?> value="<?cs var:Form.F[name].Value ?>"></div><?cs /def ?><?cs

def:review_choice(name, label, any, options) ?><?cs call:field_group(name) ?>
<?cs call:field_label(name, label) ?><?cs call:field_notes(name, "") ?>
<select class="govuk-select<?cs call:field_fix(name, "govuk-select--error") ?>" id="f-<?cs var:name ?>" name="<?cs var:name ?>"<?cs call:field_state(name, "") ?>><option value=""><?cs var:any ?></option><?cs each:o = options ?><option value="<?cs var:o.Value ?>"<?cs if:o.Picked ?> selected<?cs /if ?>><?cs var:o.Label ?></option><?cs /each ?></select></div><?cs /def ?><?cs call:desk_start() ?>
<div class="desk-wide">
<h1><?cs var:Page.Title ?></h1>
<p class="qiao-quiet"><?cs var:T.desk.review.text ?></p>
<?cs if:subcount(Reviews) > #0 ?><table class="qiao-table desk-rows"><thead><tr><th scope="col"><?cs var:T.desk.review.drawn ?></th><th scope="col"><?cs var:T.desk.review.what ?></th><th scope="col"><?cs var:T.desk.review.count ?></th><th scope="col"><?cs var:T.desk.review.reviewed ?></th><th scope="col"><?cs var:T.desk.review.found ?></th></tr></thead><tbody>
<?cs each:r = Reviews ?><tr><td data-label="<?cs var:T.desk.review.drawn ?>"><a class="govuk-link" href="<?cs var:r.Href ?>"><?cs var:r.Drawn.Text ?></a><br><span class="qiao-quiet"><?cs var:r.By ?></span></td><td class="desk-name"><?cs var:r.Period ?><br><span class="qiao-quiet"><?cs var:r.Unit ?> · <?cs var:r.Formality ?> · <?cs var:r.Ending ?></span></td><td data-label="<?cs var:T.desk.review.count ?>"><?cs var:r.Count ?></td><td data-label="<?cs var:T.desk.review.reviewed ?>"><?cs var:r.Reviewed ?></td><td data-label="<?cs var:T.desk.review.found ?>"><?cs each:t = r.Totals ?><?cs if:t.Count > #0 ?><?cs var:t.Name ?> <?cs var:t.Count ?><br><?cs /if ?><?cs /each ?></td></tr>
<?cs /each ?></tbody></table>
<?cs else ?><p><?cs var:T.desk.review.none ?></p>
<?cs /if ?><?cs if:More || First ?><nav class="govuk-pagination" aria-label="<?cs var:Page.Title ?>"><?cs if:First ?><div class="govuk-pagination__prev"><a class="govuk-link govuk-pagination__link" href="<?cs var:First ?>"><?cs var:T.desk.first_page ?></a></div><?cs /if ?><?cs if:More ?><div class="govuk-pagination__next"><a class="govuk-link govuk-pagination__link" href="<?cs var:More ?>" rel="next"><?cs var:T.desk.more ?></a></div><?cs /if ?></nav>
<?cs /if ?><section class="qiao-card"><h2 class="govuk-heading-m"><?cs var:T.desk.review.new ?></h2>
<p><?cs var:T.desk.review.method ?></p>
<?cs call:form_start("draw") ?>
<?cs call:review_day("since", T.desk.review.since) ?>
<?cs call:review_day("until", T.desk.review.until) ?>
<?cs call:review_choice("unit", T.desk.review.unit, T.desk.review.all_units, Units) ?>
<?cs call:review_choice("formality", T.desk.review.formality, T.desk.review.any, Formalities) ?>
<?cs call:review_choice("ending", T.desk.review.ending, T.desk.review.ended_any, Endings) ?>
<?cs call:field_text("count", T.desk.review.how_many, Most, "number") ?>
<div class="govuk-button-group"><?cs call:button(T.desk.review.button) ?></div>
<?cs call:form_end() ?></section>
</div>
<?cs call:desk_end() ?>
