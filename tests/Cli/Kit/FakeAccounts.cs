using GroupChat.Contracts.Session.V1;
using Grpc.Core;

namespace GroupChat.Cli.Tests.Kit;

internal sealed class FakeAccounts(FakeState state) : AccountService.AccountServiceBase
{
    public override Task<CreateAccountResponse> CreateAccount(CreateAccountRequest request, ServerCallContext context)
    {
        var user = state.Users.Session(context).User;
        var account = new Account { AccountName = request.AccountName, DisplayName = user.DisplayName, UserId = user.UserId, Role = PlatformRole.User };
        state.Accounts[request.AccountName] = (account, request.Password);
        return Task.FromResult(new CreateAccountResponse { Account = account });
    }

    public override Task<SignInResponse> SignIn(SignInRequest request, ServerCallContext context)
    {
        if (!state.Accounts.TryGetValue(request.AccountName, out var known) || known.Password != request.Password)
            throw FakeErrors.Of(StatusCode.Unauthenticated, "SIGN_IN_FAILED", "the name or the password is wrong");
        var (session, credentials) = state.Users.Create(known.Account.DisplayName, request.DeviceLabel);
        return Task.FromResult(new SignInResponse { Session = session, Credentials = credentials });
    }

    public override Task<GetAccountResponse> GetAccount(GetAccountRequest request, ServerCallContext context)
    {
        var user = state.Users.Session(context).User;
        var known = state.Accounts.Values.FirstOrDefault(each => each.Account.UserId == user.UserId);
        return Task.FromResult(new GetAccountResponse
        {
            Account = known.Account ?? throw FakeErrors.Of(StatusCode.NotFound, "ACCOUNT_NOT_FOUND", "you have no account"),
        });
    }

    public override Task<ChangePasswordResponse> ChangePassword(ChangePasswordRequest request, ServerCallContext context)
    {
        state.Users.Session(context);
        foreach (var (name, (account, _)) in state.Accounts.Where(each => each.Value.Password == request.OldPassword).ToList())
            state.Accounts[name] = (account, request.NewPassword);
        return Task.FromResult(new ChangePasswordResponse { RevokedCount = 2 });
    }
}
