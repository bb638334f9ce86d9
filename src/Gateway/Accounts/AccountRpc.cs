using Google.Protobuf.WellKnownTypes;
using GroupChat.Contracts.Session.V1;
using GroupChat.Gateway.Protection;
using GroupChat.Gateway.Sessions;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;
using Role = GroupChat.Contracts.Session.V1.PlatformRole;

namespace GroupChat.Gateway.Accounts;

/// <summary>The face of AccountService.</summary>
[SessionOnly]
internal sealed class AccountRpc(AccountDesk accounts) : AccountService.AccountServiceBase
{
    public override async Task<CreateAccountResponse> CreateAccount(CreateAccountRequest request, ServerCallContext context) => new()
    {
        Account = ToProto(await accounts.CreateAsync(request.AccountName, request.Password, context.GetUser(), context.CancellationToken)),
    };

    [AllowAnonymousCaller]
    public override async Task<SignInResponse> SignIn(SignInRequest request, ServerCallContext context)
    {
        var attempt = new SignInAttempt(request.AccountName, request.Password, request.DeviceLabel, AddressOf(context));
        var issued = await accounts.SignInAsync(attempt, context.CancellationToken);
        return new() { Session = issued.Session.ToProto(), Credentials = issued.ToCredentials() };
    }

    public override async Task<GetAccountResponse> GetAccount(GetAccountRequest request, ServerCallContext context) =>
        new() { Account = ToProto(await accounts.GetAsync(context.GetUser().UserId, context.CancellationToken)) };

    public override async Task<ChangePasswordResponse> ChangePassword(ChangePasswordRequest request, ServerCallContext context)
    {
        var change = new PasswordChange(request.OldPassword, request.NewPassword, AddressOf(context));
        return new() { RevokedCount = await accounts.ChangePasswordAsync(change, context.GetUser(), context.CancellationToken) };
    }

    private static string AddressOf(ServerCallContext context) => ClientAddress.Of(context.GetHttpContext());

    private static Account ToProto(AccountRecord account) => new()
    {
        UserId = account.UserId,
        AccountName = account.Name,
        DisplayName = account.DisplayName,
        Role = (Role)account.Role,
        CreateTime = account.CreateTime.ToTimestamp(),
    };
}
