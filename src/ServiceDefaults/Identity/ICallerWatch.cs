namespace GroupChat.ServiceDefaults.Identity;

/// <summary>
/// Knows when somebody who was let in is no longer welcome: the session was revoked, the key withdrawn. Open streams are held
/// against it; the Gateway's sessions implement it.
/// </summary>
public interface ICallerWatch
{
    /// <summary>Watches over a caller's stay; null for one whose credentials cannot end. Dispose it when the call is over.</summary>
    CallerStay? Begin(Caller caller);
}
