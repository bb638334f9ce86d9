namespace GroupChat.Chaos.Tests.Workload;

/// <summary>What the log will say of an operation of the client's own once it has taken effect.</summary>
internal sealed record Claim(string Room, string Kind, string Key, string Text = "");
