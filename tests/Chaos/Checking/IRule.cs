namespace GroupChat.Chaos.Tests.Checking;

/// <summary>One promise, checked against everything that is known about a run.</summary>
internal interface IRule
{
    IEnumerable<Violation> Check(Evidence evidence);
}
