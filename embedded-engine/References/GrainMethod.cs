using System.Linq.Expressions;
using System.Reflection;
using Orleans.Concurrency;

namespace Ayni.EmbeddedEngine.References;

/// <summary>A method of a grain interface, ready to be called.</summary>
internal sealed class GrainMethod
{
    private readonly Func<object, object?[], Task> _invoke;

    public GrainMethod(MethodInfo method)
    {
        if (method.IsGenericMethodDefinition)
            throw new NotSupportedException($"{Name(method)}: the embedded engine has no generic grain methods.");
        Method = method;
        ResultType = ResultTypeOf(method);
        ReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        AlwaysInterleave = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        OneWay = method.IsDefined(typeof(OneWayAttribute)) || method.ReturnType == typeof(void);
        Timeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        TokenIndex = Array.FindIndex(
            method.GetParameters(), static parameter => parameter.ParameterType == typeof(CancellationToken));
        _invoke = CompileInvoker(method);
    }

    public MethodInfo Method { get; }

    /// <summary>T of Task&lt;T&gt;; bool where there is no result.</summary>
    public Type ResultType { get; }

    public bool HasResult => Method.ReturnType.IsGenericType;

    public bool ReadOnly { get; }

    public bool AlwaysInterleave { get; }

    public bool OneWay { get; }

    public TimeSpan? Timeout { get; }

    /// <summary>Index of the CancellationToken parameter, or -1.</summary>
    public int TokenIndex { get; }

    public Task Invoke(object grain, object?[] arguments) => _invoke(grain, arguments);

    public override string ToString() => Name(Method);

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    private static Type ResultTypeOf(MethodInfo method)
    {
        var type = method.ReturnType;
        if (type == typeof(Task) || type == typeof(ValueTask) || type == typeof(void))
            return typeof(bool);
        if (type.IsGenericType
            && (type.GetGenericTypeDefinition() == typeof(Task<>)
                || type.GetGenericTypeDefinition() == typeof(ValueTask<>)))
        {
            return type.GetGenericArguments()[0];
        }

        throw new NotSupportedException(
            $"{Name(method)} returns {type.Name}: a grain method returns Task, Task<T>, ValueTask or ValueTask<T>.");
    }

    private static Func<object, object?[], Task> CompileInvoker(MethodInfo method)
    {
        var grain = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object?[]));
        Expression call = Expression.Call(
            Expression.Convert(grain, method.DeclaringType!),
            method,
            method.GetParameters().Select((parameter, i) => Expression.Convert(
                Expression.ArrayIndex(arguments, Expression.Constant(i)), parameter.ParameterType)));
        if (method.ReturnType == typeof(void))
            call = Expression.Block(call, Expression.Constant(Task.CompletedTask));
        else if (method.ReturnType.IsValueType)
            call = Expression.Call(call, method.ReturnType.GetMethod(nameof(ValueTask.AsTask))!);
        return Expression.Lambda<Func<object, object?[], Task>>(
            Expression.Convert(call, typeof(Task)), grain, arguments).Compile();
    }
}
