namespace GroupChat.ServiceDefaults.Hosting;

/// <summary>
/// The process cannot start, and a person can mend it: the host prints <c>groupchat: {Setting}: {message}</c> for every mistake
/// and exits 1.
/// </summary>
/// <param name="setting">Full key of the setting to look at: <c>Data</c>, <c>Chat:MaxTextBytes</c>.</param>
/// <param name="message">One line: what is wrong and what to do. No secret, no stack trace.</param>
/// <param name="inner">What it was found by, for tests and debuggers only.</param>
public sealed class StartupError(string setting, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Several mistakes at once, at least one.</summary>
    public StartupError(IReadOnlyList<SettingFault> faults)
        : this(faults[0].Setting, faults[0].Message) => Faults = faults;

    /// <summary>Full key of the first setting to look at.</summary>
    public string Setting { get; } = setting;

    /// <summary>Every mistake found.</summary>
    public IReadOnlyList<SettingFault> Faults { get; } = [new(setting, message)];
}
