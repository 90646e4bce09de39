using System.Reflection;
using Ayni.EmbeddedEngine.Activations;
using Ayni.EmbeddedEngine.Storage;

namespace Ayni.EmbeddedEngine.Classes;

/// <summary>A constructor parameter that takes a persistent state.</summary>
internal sealed class StateFacet
{
    private static readonly MethodInfo MakeState =
        typeof(StateFacet).GetMethod(nameof(Make), BindingFlags.Static | BindingFlags.NonPublic)!;

    private readonly Func<Activation, PersistentStateAttribute, PersistentState> _make;
    private readonly PersistentStateAttribute _attribute;

    private StateFacet(Type parameterType, PersistentStateAttribute attribute)
    {
        ParameterType = parameterType;
        _attribute = attribute;
        _make = MakeState.MakeGenericMethod(parameterType.GetGenericArguments())
            .CreateDelegate<Func<Activation, PersistentStateAttribute, PersistentState>>();
    }

    public Type ParameterType { get; }

    public static StateFacet? Of(ParameterInfo parameter)
    {
        var attribute = parameter.GetCustomAttribute<PersistentStateAttribute>();
        if (attribute is null)
            return null;
        var type = parameter.ParameterType;
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IPersistentState<>)
            ? new(type, attribute)
            : throw new InvalidOperationException(
                $"Parameter {parameter.Name} of {parameter.Member.DeclaringType} is marked [PersistentState] and must "
                + "be an IPersistentState<T>.");
    }

    public PersistentState MakeFor(Activation activation) => _make(activation, _attribute);

    private static PersistentState<TState> Make<TState>(Activation activation, PersistentStateAttribute attribute) =>
        new PersistentState<TState>(
            attribute.StateName,
            activation.GrainId,
            GrainStorages.Get(activation.ActivationServices, attribute.StorageName, activation.Class));
}
