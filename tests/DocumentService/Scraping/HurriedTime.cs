namespace GroupChat.Documents.Tests.Scraping;

/// <summary>A clock that runs ten times as fast, so that a limit of seconds is met in a fraction of one.</summary>
internal sealed class HurriedTime : TimeProvider
{
    public override long GetTimestamp() => System.GetTimestamp() * 10;
}
