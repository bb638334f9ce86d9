namespace GroupChat.Cli.Connection;

/// <summary>The server said no, and asking again would not change that.</summary>
internal sealed class RefusedException(ServerError error) : Exception(error.ToString())
{
    public ServerError Error { get; } = error;
}
