using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Numerics;
using System.Reflection;

namespace Ayni.EmbeddedEngine.Strict;

/// <summary>
/// Copies messages the way a silo that sends them to another would, and refuses what could not be sent or could be
/// changed after it was sent.
/// </summary>
internal static class MessageCopier
{
    private const int MaxDepth = 64;

    private static readonly HashSet<Type> Atoms =
    [
        typeof(string), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly),
        typeof(TimeOnly), typeof(Guid), typeof(Uri), typeof(Version), typeof(BigInteger), typeof(Int128),
        typeof(UInt128), typeof(Half), typeof(CancellationToken), typeof(GrainId), typeof(GrainType), typeof(IdSpan),
        typeof(StreamId), typeof(SiloAddress),
    ];

    private static readonly HashSet<Type> Collections =
    [
        typeof(List<>), typeof(HashSet<>), typeof(Queue<>), typeof(Stack<>), typeof(SortedSet<>),
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableHashSet<>), typeof(ImmutableQueue<>),
        typeof(ImmutableSortedSet<>),
    ];

    private static readonly HashSet<Type> Dictionaries =
    [
        typeof(Dictionary<,>), typeof(SortedDictionary<,>), typeof(ImmutableDictionary<,>),
        typeof(ImmutableSortedDictionary<,>),
    ];

    private static readonly ConcurrentDictionary<Type, MessagePlan> Plans = new();

    public static object? Copy(object? value, string what) => Copy(value, what, 0);

    /// <summary>Checks that an exception would arrive with all it holds. Exceptions are not copied.</summary>
    public static Exception CopyException(Exception exception)
    {
        for (var type = exception.GetType(); type!.Assembly != typeof(object).Assembly; type = type.BaseType)
        {
            var fields = MessagePlan.FieldsOf(type);
            if (fields.Length > 0 && type.GetCustomAttribute<GenerateSerializerAttribute>() is null)
            {
                return new InvalidOperationException(
                    $"Strict mode: exception {type} holds {fields[0].Name} and has no [GenerateSerializer], so it "
                    + "would arrive without it.",
                    exception);
            }
        }

        return exception;
    }

    private static object? Copy(object? value, string what, int depth)
    {
        if (value is null)
            return null;
        if (depth > MaxDepth)
            throw Refuse(value.GetType(), what, $"it is nested deeper than {MaxDepth}, or refers to itself");
        var type = value.GetType();
        if (type.IsPrimitive || type.IsEnum || Atoms.Contains(type) || value is GrainReference or Type)
            return value;
        if (value is IGrainBase)
            throw Refuse(type, what, "it is a grain, not a reference to one: send AsReference<T>()");
        if (value is Exception exception)
            return CopyException(exception);
        if (value is Array array)
            return CopyArray(array, what, depth);
        if (type.IsGenericType && CopyGeneric(value, type, what, depth) is { } copy)
            return copy;
        var plan = Plans.GetOrAdd(type, static type => new MessagePlan(type));
        return plan.Problem is null
            ? plan.Copy(value, (part, member) => Copy(part, $"{what}, {type.Name}.{member}", depth + 1))
            : throw Refuse(type, what, plan.Problem);
    }

    private static Array CopyArray(Array array, string what, int depth)
    {
        var copy = (Array)array.Clone();
        if (array.GetType().GetElementType()!.IsPrimitive)
            return copy;
        if (array.Rank != 1)
            throw Refuse(array.GetType(), what, "it is an array of several dimensions of something not primitive");
        for (var i = 0; i < copy.Length; i++)
            copy.SetValue(Copy(copy.GetValue(i), what, depth + 1), i);
        return copy;
    }

    private static object? CopyGeneric(object value, Type type, string what, int depth)
    {
        var definition = type.GetGenericTypeDefinition();
        if (type.Namespace == "System" && type.Name.StartsWith("ValueTuple", StringComparison.Ordinal)
            || type.Namespace == "System" && type.Name.StartsWith("Tuple", StringComparison.Ordinal)
            || definition == typeof(KeyValuePair<,>))
        {
            return MessagePlan.ForAllFields(type).Copy(value, (part, _) => Copy(part, what, depth + 1));
        }

        if (Collections.Contains(definition))
            return Rebuild(value, type, nameof(RebuildItems), what, depth);
        return Dictionaries.Contains(definition) ? Rebuild(value, type, nameof(RebuildEntries), what, depth) : null;
    }

    private static object Rebuild(object value, Type type, string method, string what, int depth)
    {
        Func<object?, object?> copy = part => Copy(part, what, depth + 1);
        return typeof(MessageCopier)
            .GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(type.GetGenericArguments())
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [value, copy], null)!;
    }

    private static object RebuildItems<T>(object value, Func<object?, object?> copy)
    {
        if (value is ImmutableArray<T> { IsDefault: true })
            return value;
        var items = ((IEnumerable)value).Cast<object?>().Select(item => (T)copy(item)!).ToArray();
        return value switch
        {
            List<T> => new List<T>(items),
            HashSet<T> set => new HashSet<T>(items, set.Comparer),
            SortedSet<T> set => new SortedSet<T>(items, set.Comparer),
            Queue<T> => new Queue<T>(items),
            Stack<T> => new Stack<T>(items.Reverse()),
            ImmutableArray<T> => ImmutableArray.Create(items),
            ImmutableList<T> => ImmutableList.Create(items),
            ImmutableHashSet<T> set => ImmutableHashSet.Create(set.KeyComparer, items),
            ImmutableSortedSet<T> set => ImmutableSortedSet.Create(set.KeyComparer, items),
            _ => ImmutableQueue.CreateRange(items),
        };
    }

    private static object RebuildEntries<TKey, TValue>(object value, Func<object?, object?> copy)
        where TKey : notnull
    {
        var entries = ((IEnumerable<KeyValuePair<TKey, TValue>>)value)
            .Select(entry => KeyValuePair.Create((TKey)copy(entry.Key)!, (TValue)copy(entry.Value)!)).ToArray();
        return value switch
        {
            Dictionary<TKey, TValue> map => new Dictionary<TKey, TValue>(entries, map.Comparer),
            SortedDictionary<TKey, TValue> map =>
                new SortedDictionary<TKey, TValue>(new Dictionary<TKey, TValue>(entries), map.Comparer),
            ImmutableSortedDictionary<TKey, TValue> map =>
                ImmutableSortedDictionary.CreateRange(map.KeyComparer, map.ValueComparer, entries),
            ImmutableDictionary<TKey, TValue> map =>
                ImmutableDictionary.CreateRange(map.KeyComparer, map.ValueComparer, entries),
            _ => throw new ArgumentException($"{value.GetType()} is no dictionary.", nameof(value)),
        };
    }

    private static InvalidOperationException Refuse(Type type, string what, string why) => new(
        $"Strict mode: {type} ({what}) cannot be sent: {why}.");
}
