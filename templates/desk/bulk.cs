<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/parts.cs' ?><?cs

def:view_hidden() ?><?cs each:v = View ?><input type="hidden" name="<?cs var:v.Name ?>" value="<?cs var:v.Value ?>"><?cs /each ?><?cs /def ?><?cs

def:bulk_ticks(all) ?><?cs each:r = Rows ?><?cs if:all || r.Good ?><input type="hidden" name="<?cs var:r.Tick ?>" value="<?cs var:r.Version ?>"><?cs /if ?><?cs /each ?><?cs /def ?><?cs

def:bulk_rows() ?><table class="qiao-table desk-rows"><thead><tr><th scope="col"><?cs var:T.desk.column.number ?></th><th scope="col"><?cs var:T.desk.column.formality ?></th><th scope="col"><?cs var:T.desk.column.state ?></th><th scope="col"><?cs if:Done ?><?cs var:T.desk.bulk.column_done ?><?cs else ?><?cs var:T.desk.bulk.column_will ?><?cs /if ?></th></tr></thead><tbody>
<?cs each:r = Rows ?><tr><td data-label="<?cs var:T.desk.column.number ?>"><?cs if:r.Href ?><a class="govuk-link" href="<?cs var:r.Href ?>"><?cs var:r.Ref ?></a><?cs else ?><?cs var:r.Ref ?><?cs /if ?></td><td class="desk-name"><?cs var:r.Name ?></td><td data-label="<?cs var:T.desk.column.state ?>"><?cs var:r.State ?><?cs if:r.Officer ?> · <?cs var:r.Officer ?><?cs /if ?></td><td class="<?cs if:r.Good ?>desk-yes<?cs else ?>desk-no<?cs /if ?>"><?cs if:Assigns && !Done && !To && r.Good ?><?cs var:T.desk.bulk.can ?><?cs else ?><?cs var:r.Answer ?><?cs if:r.To ?> → <?cs var:r.To ?><?cs /if ?><?cs /if ?></td></tr>
<?cs /each ?></tbody></table><?cs /def ?><?cs call:desk_start() ?>
<div class="desk-wide">
<p><a class="govuk-back-link" href="<?cs var:BackHref ?>"><?cs var:T.desk.bulk.back ?></a></p>
<h1><?cs var:Page.Title ?></h1>
<?cs if:subcount(Rows) > #0 ?><?cs if:Assigns && !Done ?><form class="desk-bulk" id="to" method="get" action="<?cs var:Form.Action ?>"><?cs call:view_hidden() ?><input type="hidden" name="act" value="<?cs var:Act ?>"><?cs call:bulk_ticks("1") ?>
<div class="govuk-form-group<?cs if:Form.F.to.Error ?> govuk-form-group--error<?cs /if ?>"><label class="govuk-label" for="f-to"><?cs var:T.desk.assign_to ?></label><?cs if:Form.F.to.Error ?><p class="govuk-error-message" id="e-to"><?cs var:Form.F.to.Error ?></p><?cs /if ?><select class="govuk-select" id="f-to" name="to"><option value="in-turn"<?cs if:To == "in-turn" ?> selected<?cs /if ?>><?cs var:T.desk.bulk.in_turn ?></option><?cs each:o = Colleagues ?><option value="<?cs var:o.Value ?>"<?cs if:o.Picked ?> selected<?cs /if ?>><?cs var:o.Label ?></option><?cs /each ?></select></div>
<button class="govuk-button govuk-button--secondary" type="submit"><?cs var:T.desk.bulk.look ?></button></form>
<?cs if:subcount(Away) > #0 ?><ul class="govuk-list qiao-quiet"><?cs each:o = Away ?><li><?cs var:o.Label ?>: <?cs var:o.Until ?></li><?cs /each ?></ul>
<?cs /if ?><?cs /if ?><?cs if:Done || To || !Assigns ?><p role="status"><strong><?cs var:Count ?></strong><?cs if:!Done ?> <?cs var:T.desk.bulk.nothing_yet ?><?cs /if ?></p>
<?cs /if ?><?cs if:Rest ?><p class="govuk-inset-text"><?cs var:Rest ?></p>
<?cs /if ?><?cs call:bulk_rows() ?>
<?cs if:!Done && Good > #0 ?><?cs call:form_start("do") ?><?cs call:view_hidden() ?><input type="hidden" name="act" value="<?cs var:Act ?>"><?cs if:To ?><input type="hidden" name="to" value="<?cs var:To ?>"><?cs /if ?><?cs call:bulk_ticks("") ?>
<?cs if:Assigns && To ?><h2 class="govuk-heading-s"><?cs var:T.desk.hand ?></h2>
<?cs call:desk_ready(Ready) ?><?cs call:desk_hand() ?>
<?cs /if ?><div class="govuk-button-group desk-more"><button class="govuk-button" type="submit" data-key="y" data-key-label="<?cs var:Button ?>"><?cs var:Button ?> <kbd class="desk-kbd">Y</kbd></button> <a class="govuk-link" href="<?cs var:BackHref ?>"><?cs var:T.desk.bulk.back ?></a></div>
<?cs call:form_end() ?>
<?cs /if ?><?cs else ?><p><?cs var:T.desk.bulk.nothing ?></p>
<?cs /if ?></div>
<?cs call:desk_end() ?>
