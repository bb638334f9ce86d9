using System.Reflection;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>What generated code knows about the service that a type implements.</summary>
internal sealed class ServiceContract
{
    private readonly BindServiceMethodAttribute _binding;

    private ServiceContract(Type implementation, Type baseType, BindServiceMethodAttribute binding)
    {
        (Implementation, BaseType, _binding) = (implementation, baseType, binding);
        Descriptor = (ServiceDescriptor)binding.BindType.GetProperty("Descriptor")!.GetValue(null)!;
    }

    public Type Implementation { get; }

    /// <summary>The generated abstract class: <c>ChatService.ChatServiceBase</c>.</summary>
    public Type BaseType { get; }

    public ServiceDescriptor Descriptor { get; }

    public static ServiceContract Of(Type implementation)
    {
        for (var type = implementation; type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is { } binding)
                return new(implementation, type, binding);
        }
        throw new InvalidOperationException($"{implementation} does not extend a generated service.");
    }

    /// <summary>Has the generated code name each of its methods to <paramref name="binder"/>.</summary>
    public void Bind(ServiceBinderBase binder) =>
        _binding.BindType
            .GetMethod(_binding.BindMethodName, [typeof(ServiceBinderBase), BaseType])!
            .Invoke(null, [binder, null]);
}
