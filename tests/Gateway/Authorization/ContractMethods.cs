using System.Reflection;
using Google.Protobuf.Reflection;
using GroupChat.Contracts.Session.V1;

namespace GroupChat.Gateway.Tests.Authorization;

/// <summary>Every method that the contract has, by its full name.</summary>
internal static class ContractMethods
{
    public static IReadOnlyDictionary<string, MethodDescriptor> All { get; } = (
        from type in typeof(SessionService).Assembly.GetTypes()
        where type.Name.EndsWith("Reflection", StringComparison.Ordinal)
        let file = type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as FileDescriptor
        where file is not null
        from service in file.Services
        from method in service.Methods
        select method).ToDictionary(NameOf);

    public static string NameOf(MethodDescriptor method) => $"{method.Service.FullName}/{method.Name}";
}
