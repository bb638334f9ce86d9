using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Documents.Tests;

/// <summary>Asserts on the reason something was refused with.</summary>
internal static class Refusal
{
    public static DomainError Of(string reason, Action action)
    {
        var error = Assert.Throws<DomainError>(action);
        Assert.Equal(reason, error.Reason);
        return error;
    }

    public static async Task<DomainError> OfAsync(string reason, Func<Task> action)
    {
        var error = await Assert.ThrowsAsync<DomainError>(action);
        Assert.Equal(reason, error.Reason);
        return error;
    }
}
