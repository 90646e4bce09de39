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
        if (definition == typeof(ImmutableSortedDictionary<,>))
            return Generic(nameof(ImmutableSortedDictionaryOf), arguments);
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

    private ImmutableSortedDictionary<TKey, TValue> ImmutableSortedDictionaryOf<TKey, TValue>()
        where TKey : notnull =>
        Elements(typeof(TKey)).Cast<TKey>().Zip(Elements(typeof(TValue)).Cast<TValue>())
            .ToImmutableSortedDictionary(pair => pair.First, pair => pair.Second);

    private Array Elements(Type type)
    {
        var elements = Array.CreateInstance(type, 2);
        elements.SetValue(Make(type), 0);
        elements.SetValue(Make(type), 1);
        return elements;
    }

    private object MakeRecord(Type type)
    {
        if (type.GetConstructors().Length == 0)
            return MakeSet(type);
        var constructor = type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!;
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

    // A set is made of what it holds; so is each value in it that can be made of one thing, once for every kind of it.
    private object MakeSet(Type type)
    {
        var of = FactoriesOf(type).SingleOrDefault(method => method.GetParameters()[0].ParameterType is
        { IsGenericType: true } elements && elements.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            ?? throw new NotSupportedException($"{type} has neither a public constructor nor a factory of elements.");
        var element = of.GetParameters()[0].ParameterType.GetGenericArguments()[0];
        return of.Invoke(null, [element.IsGenericType ? Pairs(element) : Elements(element)])!;
    }

    private Array Pairs(Type pair)
    {
        var (key, value) = (pair.GetGenericArguments()[0], pair.GetGenericArguments()[1]);
        object[] pairs =
        [
            .. FactoriesOf(value).Select(of => Activator.CreateInstance(
                pair, Make(key), of.Invoke(null, [Make(of.GetParameters()[0].ParameterType)]))!),
        ];
        var array = Array.CreateInstance(pair, pairs.Length);
        pairs.CopyTo(array, 0);
        return array;
    }

    private static IEnumerable<MethodInfo> FactoriesOf(Type type) =>
        type.GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Where(method => method.Name == "Of" && method.ReturnType == type && method.GetParameters().Length == 1);
}
