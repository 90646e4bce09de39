#if ENGINE_ORLEANS
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Ayni.Engine.Tests.Parity;

/// <summary>Members of types as text, so that those of one assembly can be looked for in another.</summary>
internal static class ApiMember
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Members that code of other assemblies can use or must implement, declared by the type itself.</summary>
    public static IEnumerable<string> Of(Type type) => type.GetMembers(Declared).Select(Describe).OfType<string>();

    /// <summary>The same with what the type inherits.</summary>
    public static HashSet<string> AllOf(Type type)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        for (var level = type; level is not null; level = level.BaseType)
            all.UnionWith(Of(level));
        foreach (var face in type.IsInterface ? type.GetInterfaces() : [])
            all.UnionWith(Of(face));
        return all;
    }

    /// <summary>Members that a class that implements the interface must have.</summary>
    public static IEnumerable<string> RequiredOf(Type type) =>
        type.GetMethods(Declared).Where(static method => method.IsAbstract).Select(Describe).OfType<string>();

    public static string Name(Type type)
    {
        if (type.IsGenericParameter)
            return $"{(type.DeclaringMethod is null ? "!" : "!!")}{type.GenericParameterPosition}";
        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[]";
        if (type.IsByRef)
            return $"{Name(type.GetElementType()!)}&";
        var name = type.DeclaringType is null
            ? $"{type.Namespace}.{type.Name}"
            : $"{Name(type.DeclaringType)}+{type.Name}";
        return type.IsGenericType && !type.IsGenericTypeDefinition
            ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : name;
    }

    private static string? Describe(MemberInfo member) => member switch
    {
        ConstructorInfo { IsStatic: false } made when IsVisible(made) => $"new({Parameters(made)})",
        MethodInfo method when IsVisible(method) =>
            $"{Scope(method)}{Return(method)} {method.Name}{Arity(method)}({Parameters(method)})",
        FieldInfo { IsLiteral: true, IsPublic: true } constant =>
            $"const {Name(constant.FieldType)} {constant.Name} = {Text(constant.GetRawConstantValue())}",
        FieldInfo { IsPublic: true } or FieldInfo { IsFamily: true } =>
            $"field {Name(((FieldInfo)member).FieldType)} {member.Name}",
        _ => null,
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Scope(MethodInfo method) => $"{(method.IsPublic ? string.Empty : "protected ")}"
        + (method.IsStatic ? "static " : string.Empty);

    private static string Return(MethodInfo method) =>
        Array.Exists(
            method.ReturnParameter.GetRequiredCustomModifiers(),
            static modifier => modifier.FullName == typeof(IsExternalInit).FullName)
            ? "init"
            : Name(method.ReturnType);

    private static string Arity(MethodInfo method) =>
        method.IsGenericMethodDefinition ? $"`{method.GetGenericArguments().Length}" : string.Empty;

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(
        parameter => $"{Name(parameter.ParameterType)} {ParameterName(method, parameter)}{Default(parameter)}"));

    /// <summary>The parameter of a setter or operator is never named by callers.</summary>
    private static string? ParameterName(MethodBase method, ParameterInfo parameter) =>
        method.IsSpecialName && !method.IsConstructor ? "_" : parameter.Name;

    private static string Default(ParameterInfo parameter) =>
        parameter.HasDefaultValue ? $" = {Text(parameter.RawDefaultValue)}" : string.Empty;

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null";
}
#endif
