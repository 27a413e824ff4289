"""What staff type: each form ends in one service, and says beside a field what the service refused."""
