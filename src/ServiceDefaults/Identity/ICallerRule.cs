namespace GroupChat.ServiceDefaults.Identity;

/// <summary>Endpoint metadata: the last one of an endpoint decides.</summary>
internal interface ICallerRule
{
    CallerRule Rule { get; }
}
