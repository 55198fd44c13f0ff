<p><?cs var:Form.F.name.Value ?></p>
<p><?cs var:Form.F.about.Value ?></p>
<p><?cs var:Form.F.kind.Value ?></p>
<p><?cs var:Form.F.count.Value ?></p>
<p><?cs var:Form.F.agree.Value ?></p>
<p><?cs var:Form.F.applicant_name.Value ?></p>
<p><?cs var:Form.F.home_county.Value ?></p>
<p><?cs var:Form.F.birth.year.Value ?></p>
