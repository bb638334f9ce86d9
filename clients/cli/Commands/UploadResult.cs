namespace GroupChat.Cli.Commands;

/// <summary>What became of one file.</summary>
/// <param name="Succeeded">False: <paramref name="Line"/> belongs on standard error.</param>
/// <param name="Line">The one line about it.</param>
internal sealed record UploadResult(bool Succeeded, string Line);
