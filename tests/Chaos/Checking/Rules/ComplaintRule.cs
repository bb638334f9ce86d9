namespace GroupChat.Chaos.Tests.Checking.Rules;

/// <summary>No client was told something that it could not have expected.</summary>
internal sealed class ComplaintRule : IRule
{
    public IEnumerable<Violation> Check(Evidence evidence) =>
        evidence.Complaints.Distinct().Select(complaint => new Violation(ViolationKind.Unexpected, "-", complaint));
}
