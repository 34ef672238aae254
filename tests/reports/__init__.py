"""What is drawn: pictures, papers, workbooks."""
