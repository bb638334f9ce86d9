namespace GroupChat.Integration.Tests.Fuzz.Targets;

/// <summary>A place where bytes of strangers are understood. One case sends one thing, and throws when the answer is not a client's due.</summary>
internal interface IFuzzTarget
{
    Task RunAsync(Random dice, FuzzWorld world);
}
