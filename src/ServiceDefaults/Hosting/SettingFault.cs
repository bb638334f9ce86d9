namespace GroupChat.ServiceDefaults.Hosting;

/// <summary>One mistake in the configuration.</summary>
/// <param name="Setting">Full key: <c>Chat:MaxTextBytes</c>.</param>
/// <param name="Message">What is wrong and what is allowed, in one line.</param>
public sealed record SettingFault(string Setting, string Message);
