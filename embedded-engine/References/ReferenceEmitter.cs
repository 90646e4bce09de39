using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Ayni.EmbeddedEngine.References;

/// <summary>
/// Makes the classes of grain references: one a grain interface, each method a call of <see cref="GrainReference"/>.
/// </summary>
internal static class ReferenceEmitter
{
    private static readonly Lock Emitting = new();
    private static readonly ConcurrentDictionary<Assembly, ModuleBuilder> Modules = new();

    private static readonly ConstructorInfo BaseConstructor = typeof(GrainReference).GetConstructor(
        BindingFlags.Instance | BindingFlags.NonPublic, [typeof(ReferenceSource)])!;

    public static Func<ReferenceSource, GrainReference> Emit(GrainInterface face)
    {
        Type made;
        lock (Emitting)
        {
            var module = Modules.GetOrAdd(face.Type.Assembly, MakeModule);
            var type = module.DefineType(
                $"{face.Type.FullName}.Reference",
                TypeAttributes.Class | TypeAttributes.Public | TypeAttributes.Sealed,
                typeof(GrainReference),
                [face.Type]);
            EmitConstructor(type);
            for (var i = 0; i < face.Methods.Length; i++)
                EmitMethod(type, face.Methods[i], i);
            made = type.CreateType();
        }

        var source = Expression.Parameter(typeof(ReferenceSource));
        var constructor = made.GetConstructor([typeof(ReferenceSource)])!;
        return Expression.Lambda<Func<ReferenceSource, GrainReference>>(
            Expression.New(constructor, source), source).Compile();
    }

    /// <summary>One module an assembly, since the right to see its internals is given to whole assemblies.</summary>
    private static ModuleBuilder MakeModule(Assembly assembly)
    {
        var name = new AssemblyName($"{assembly.GetName().Name}.References");
        var builder = AssemblyBuilder.DefineDynamicAssembly(name, AssemblyBuilderAccess.Run);
        var attribute = typeof(IgnoresAccessChecksToAttribute).GetConstructor([typeof(string)])!;
        foreach (var seen in new[] { assembly, typeof(GrainReference).Assembly }.Distinct())
            builder.SetCustomAttribute(new CustomAttributeBuilder(attribute, [seen.GetName().Name!]));
        return builder.DefineDynamicModule(name.Name!);
    }

    private static void EmitConstructor(TypeBuilder type)
    {
        var il = type.DefineConstructor(
            MethodAttributes.Public, CallingConventions.Standard, [typeof(ReferenceSource)]).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Call, BaseConstructor);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitMethod(TypeBuilder type, GrainMethod method, int index)
    {
        var parameters = method.Method.GetParameters().Select(static parameter => parameter.ParameterType).ToArray();
        var made = type.DefineMethod(
            $"{method.Method.DeclaringType!.FullName}.{method.Method.Name}",
            MethodAttributes.Private | MethodAttributes.HideBySig | MethodAttributes.NewSlot
                | MethodAttributes.Virtual | MethodAttributes.Final,
            method.Method.ReturnType,
            parameters);
        var il = made.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4, index);
        EmitArray(il, parameters);
        il.Emit(OpCodes.Call, CallerOf(method));
        il.Emit(OpCodes.Ret);
        type.DefineMethodOverride(made, method.Method);
    }

    private static void EmitArray(ILGenerator il, Type[] parameters)
    {
        il.Emit(OpCodes.Ldc_I4, parameters.Length);
        il.Emit(OpCodes.Newarr, typeof(object));
        for (var i = 0; i < parameters.Length; i++)
        {
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Ldarg, i + 1);
            if (parameters[i].IsValueType)
                il.Emit(OpCodes.Box, parameters[i]);
            il.Emit(OpCodes.Stelem_Ref);
        }
    }

    private static MethodInfo CallerOf(GrainMethod method)
    {
        var type = method.Method.ReturnType;
        var name = type switch
        {
            _ when type == typeof(void) => nameof(GrainReference.CallVoid),
            { IsValueType: true, IsGenericType: true } => nameof(GrainReference.CallValueResult),
            { IsValueType: true } => nameof(GrainReference.CallValue),
            { IsGenericType: true } => nameof(GrainReference.CallResult),
            _ => nameof(GrainReference.Call),
        };
        var caller = typeof(GrainReference).GetMethod(name, BindingFlags.Instance | BindingFlags.NonPublic)!;
        return caller.IsGenericMethodDefinition ? caller.MakeGenericMethod(method.ResultType) : caller;
    }
}
