<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'layout/proposal.cs' ?><?cs call:desk_start() ?>
<div class="desk-wide">
<p><a class="govuk-back-link" href="<?cs var:Affairs.Href ?>"><?cs var:T.desk.tab_affairs ?></a></p>
<h1><?cs var:Page.Title ?></h1>
<p class="qiao-quiet"><?cs var:T.desk.retention.text ?></p>
<?cs if:HoldHref ?><p><a class="govuk-link" href="<?cs var:HoldHref ?>"><?cs var:T.desk.hold.link_any ?></a></p>
<?cs /if ?><?cs if:Would.Name ?><section class="govuk-inset-text"><h2 class="govuk-heading-m"><?cs var:Would.Name ?></h2>
<?cs call:disposal_would() ?>
<?cs if:Would.Matters > #0 ?><p><?cs var:T.desk.retention.then ?></p>
<?cs call:form_start("dispose") ?><input type="hidden" name="formality" value="<?cs var:Would.Formality ?>"><input type="hidden" name="year" value="<?cs var:Would.Year ?>"><input type="hidden" name="matters" value="<?cs var:Would.Matters ?>"><div class="govuk-button-group"><?cs call:button(T.desk.retention.propose) ?></div>
<?cs call:form_end() ?><?cs /if ?></section>
<?cs /if ?><?cs if:subcount(Dues) > #0 ?><table class="qiao-table desk-rows"><thead><tr><th scope="col"><?cs var:T.desk.column.formality ?></th><th scope="col"><?cs var:T.desk.retention.year ?></th><th scope="col"><?cs var:T.desk.retention.matters ?></th><th scope="col"><?cs var:T.desk.retention.held ?></th><th scope="col"><?cs var:T.desk.retention.told ?></th></tr></thead><tbody>
<?cs each:d = Dues ?><tr><td class="desk-name"><a class="govuk-link" href="<?cs var:d.Href ?>"><?cs var:d.Name ?></a></td><td data-label="<?cs var:T.desk.retention.year ?>"><?cs var:d.Year ?></td><td data-label="<?cs var:T.desk.retention.matters ?>"><?cs var:d.Matters ?></td><td data-label="<?cs var:T.desk.retention.held ?>"><?cs var:d.Held ?></td><td data-label="<?cs var:T.desk.retention.told ?>"><?cs var:d.Told ?></td></tr>
<?cs /each ?></tbody></table>
<?cs else ?><p><?cs var:T.desk.retention.none ?></p>
<?cs /if ?><?cs call:proposal_list() ?>
</div>
<?cs call:desk_end() ?>
