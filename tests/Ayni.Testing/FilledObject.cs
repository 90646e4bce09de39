using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;

namespace Ayni.Testing;

/// <summary>
/// Makes an object with every member filled with a value of its own, none of them the member's default.
/// </summary>
public sealed class FilledObject
{
    private int _next = 1;

    public static object Of(Type type) => new FilledObject().Make(type);

    private object Make(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Make(underlying);
        var number = ++_next;
        if (type.IsEnum)
            return Enum.GetValues(type).Cast<object>().Last();
        if (type == typeof(string))
            return $"text {number} ñ 🛒 \" \0 <";
        if (type == typeof(bool))
            return true;
        if (type == typeof(DateTimeOffset))
            return new DateTimeOffset(2026, 1, 2, 3, 4, 5, number, TimeSpan.FromHours(-5));
        if (type == typeof(TimeSpan))
            return TimeSpan.FromTicks(123_456_789L * number);
        if (type.IsPrimitive || type == typeof(decimal))
            return Convert.ChangeType(number + 0.25m, type, CultureInfo.InvariantCulture);
        return type.IsArray || type.IsGenericType ? MakeCollection(type) : MakeRecord(type);
    }

    private object MakeCollection(Type type)
    {
        if (type.IsArray)
            return Elements(type.GetElementType()!);
        var definition = type.GetGenericTypeDefinition();
        var arguments = type.GetGenericArguments();
        if (definition == typeof(ImmutableArray<>))
            return Generic(nameof(ImmutableArrayOf), arguments);
        if (definition == typeof(ImmutableDictionary<,>))
            return Generic(nameof(ImmutableDictionaryOf), arguments);
        if (Activator.CreateInstance(type) is IList list)
        {
            foreach (var element in Elements(arguments[0]))
                list.Add(element);
            return list;
        }

        throw new NotSupportedException($"Teach {nameof(FilledObject)} to fill {type}.");
    }

    private object Generic(string method, Type[] arguments) =>
        typeof(FilledObject).GetMethod(method, BindingFlags.Instance | BindingFlags.NonPublic)!
            .MakeGenericMethod(arguments).Invoke(this, null)!;

    private ImmutableArray<T> ImmutableArrayOf<T>() => [.. Elements(typeof(T)).Cast<T>()];

    private ImmutableDictionary<TKey, TValue> ImmutableDictionaryOf<TKey, TValue>()
        where TKey : notnull =>
        Elements(typeof(TKey)).Cast<TKey>().Zip(Elements(typeof(TValue)).Cast<TValue>())
            .ToImmutableDictionary(pair => pair.First, pair => pair.Second);

    private Array Elements(Type type)
    {
        var elements = Array.CreateInstance(type, 2);
        elements.SetValue(Make(type), 0);
        elements.SetValue(Make(type), 1);
        return elements;
    }

    private object MakeRecord(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)
            ?? throw new NotSupportedException($"{type} has no public constructor.");
        var parameters = constructor.GetParameters();
        var made = constructor.Invoke([.. parameters.Select(parameter => Make(parameter.ParameterType))]);
        foreach (var property in type.GetProperties().Where(property =>
            property.SetMethod is { IsPublic: true } && parameters.All(parameter => parameter.Name != property.Name)))
        {
            property.SetValue(
                made,
                property.PropertyType == typeof(bool) ? !(bool)property.GetValue(made)! : Make(property.PropertyType));
        }

        return made;
    }
}
