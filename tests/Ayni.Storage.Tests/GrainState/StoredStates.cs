using System.Reflection;

namespace Ayni.Storage.Tests.GrainState;

/// <summary>The states that the grains keep, found by what they ask for.</summary>
internal static class StoredStates
{
    private static readonly Dictionary<string, Type> TypeByName = Assembly.Load("Ayni.Grains").GetTypes()
        .SelectMany(type => type.GetConstructors())
        .SelectMany(constructor => constructor.GetParameters())
        .Select(parameter => (
            parameter.ParameterType, Attribute: parameter.GetCustomAttribute<PersistentStateAttribute>()))
        .Where(parameter => parameter.Attribute is not null)
        .ToDictionary(
            parameter => parameter.Attribute!.StateName!,
            parameter => parameter.ParameterType.GetGenericArguments().Single());

    public static IEnumerable<string> Names => TypeByName.Keys.Order(StringComparer.Ordinal);

    public static Type TypeOf(string name) => TypeByName[name];
}
