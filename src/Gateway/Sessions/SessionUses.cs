namespace GroupChat.Gateway.Sessions;

/// <summary>When sessions were used.</summary>
internal sealed class SessionUses(ISessionStore store, TimeProvider time) : CredentialUses(store.RecordUsesAsync, time);
