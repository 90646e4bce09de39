using System.Reflection;
using System.Runtime.CompilerServices;

namespace Ayni.EmbeddedEngine.Strict;

/// <summary>Which fields of a message type travel, or why it cannot be sent.</summary>
internal sealed class MessagePlan
{
    private const BindingFlags Own =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly Type _type;
    private readonly List<FieldInfo> _fields = [];

    public MessagePlan(Type type)
        : this(type, all: false)
    {
    }

    private MessagePlan(Type type, bool all)
    {
        _type = type;
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType);)
        {
            if (all)
                _fields.AddRange(FieldsOf(level));
            else
                Problem ??= Add(level);
            level = level.BaseType;
        }
    }

    /// <summary>Why a silo could not send it to another; null if it could.</summary>
    public string? Problem { get; }

    public static MessagePlan ForAllFields(Type type) => new(type, all: true);

    /// <summary>Fields that the type itself declares and that are not marked as not serialized.</summary>
    public static FieldInfo[] FieldsOf(Type type) =>
        [.. type.GetFields(Own).Where(static field => !field.IsDefined(typeof(NonSerializedAttribute)))];

    public object Copy(object value, Func<object?, string, object?> copyPart)
    {
        var copy = RuntimeHelpers.GetUninitializedObject(_type);
        foreach (var field in _fields)
            field.SetValue(copy, copyPart(field.GetValue(value), MemberName(field)));
        return copy;
    }

    /// <summary>Backing fields are named after their property.</summary>
    private static string MemberName(FieldInfo field) =>
        field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>')] : field.Name;

    private static bool IsRecordParameter(Type type, PropertyInfo property) =>
        type.GetMethod("PrintMembers", Own) is not null
        && type.GetConstructors(Own).Any(constructor => constructor.GetParameters() is var parameters
            && constructor.GetCustomAttribute<CompilerGeneratedAttribute>() is null
            && Array.Exists(parameters, one => one.Name == property.Name && one.ParameterType == property.PropertyType)
            && Array.TrueForAll(parameters, one => type.GetProperty(one.Name!, Own) is not null));

    private static bool IsSettable(PropertyInfo property) =>
        property.SetMethod is { IsPublic: true } setter
        && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private string? Add(Type level)
    {
        var fields = FieldsOf(level);
        if (level.GetCustomAttribute<GenerateSerializerAttribute>() is null)
            return $"{(level == _type ? "it" : $"its base {level}")} has no [GenerateSerializer]";
        foreach (var field in fields)
        {
            var property = field.Name.StartsWith('<') ? level.GetProperty(MemberName(field), Own) : null;
            var hasId = field.IsDefined(typeof(IdAttribute))
                || property is not null
                && (property.IsDefined(typeof(IdAttribute)) || IsRecordParameter(level, property));
            if (!hasId)
                return $"{level.Name}.{MemberName(field)} has no [Id]";
            if (property is null ? field is { IsPublic: true, IsInitOnly: false } : IsSettable(property))
                return $"{level.Name}.{MemberName(field)} can be set after it was made; messages are immutable";
            _fields.Add(field);
        }

        return null;
    }
}
