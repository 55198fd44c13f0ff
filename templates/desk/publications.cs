<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'layout/proposal.cs' ?><?cs call:desk_start() ?>
<div class="desk-wide">
<p><a class="govuk-back-link" href="<?cs var:Affairs.Href ?>"><?cs var:T.desk.tab_affairs ?></a></p>
<h1><?cs var:Page.Title ?></h1>
<p><?cs var:T.desk.publication.text ?></p>
<p><a class="govuk-link" href="<?cs var:All.Href ?>"><?cs var:T.desk.tab_formalities ?></a></p>
<?cs call:proposal_list() ?>
</div>
<?cs call:desk_end() ?>
