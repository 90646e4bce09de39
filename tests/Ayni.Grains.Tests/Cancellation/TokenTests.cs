using Ayni.GrainInterfaces.Catalog;
using Ayni.GrainInterfaces.Interactions;
using Ayni.GrainInterfaces.Models;
using Ayni.GrainInterfaces.Scenarios;
using Ayni.GrainInterfaces.Training;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Tests.Serialization;
using Orleans.Services;

namespace Ayni.Grains.Tests.Cancellation;

/// <summary>Whoever calls a grain can give up, but for what must be finished once it began.</summary>
public sealed class TokenTests
{
    private const string Write = "a write: a caller who hangs up must not leave half of it";
    private const string Delivery = "the silo's own follower calls it, has no one to give up for, and calls again";

    private static readonly Dictionary<(Type, string), string> WithoutToken = new()
    {
        [(typeof(IProductGrain), nameof(IProductGrain.Put))] = Write,
        [(typeof(IProductGrain), nameof(IProductGrain.Patch))] = Write,
        [(typeof(IProductGrain), nameof(IProductGrain.Delete))] = Write,
        [(typeof(IUserGrain), nameof(IUserGrain.PutProfile))] = Write,
        [(typeof(IUserGrain), nameof(IUserGrain.PutConsents))] = Write,
        [(typeof(IUserGrain), nameof(IUserGrain.PutSegment))] = Write,
        [(typeof(IUserGrain), nameof(IUserGrain.Erase))] = Write,
        [(typeof(IUserGrain), nameof(IUserGrain.Merge))] = Write,
        [(typeof(IUserGrain), nameof(IUserGrain.EraseAsOf))] = Write,
        [(typeof(IScenarioLibraryGrain), nameof(IScenarioLibraryGrain.Put))] = Write,
        [(typeof(IScenarioLibraryGrain), nameof(IScenarioLibraryGrain.Delete))] = Write,
        [(typeof(IScenarioLibraryGrain), nameof(IScenarioLibraryGrain.PutBlocked))] = Write,
        [(typeof(IInteractionTypesGrain), nameof(IInteractionTypesGrain.Put))] = Write,
        [(typeof(IInteractionTypesGrain), nameof(IInteractionTypesGrain.Delete))] = Write,
        [(typeof(IModelRegistryGrain), nameof(IModelRegistryGrain.Publish))] = Write,
        [(typeof(IModelRegistryGrain), nameof(IModelRegistryGrain.Activate))] = Write,
        [(typeof(ITrainingScheduleGrain), nameof(ITrainingScheduleGrain.Put))] = Write,
        [(typeof(ITrainingScheduleGrain), nameof(ITrainingScheduleGrain.Delete))] = Write,
        [(typeof(IProductGrain), nameof(IProductGrain.CatchUp))] = Delivery,
        [(typeof(IProductGrain), nameof(IProductGrain.Apply))] = Delivery,
        [(typeof(IProductGrain), nameof(IProductGrain.ApplyChange))] = Delivery,
        [(typeof(IProductGrain), nameof(IProductGrain.ReadEntry))] = Delivery,
        [(typeof(IUserGrain), nameof(IUserGrain.CatchUp))] = Delivery,
        [(typeof(IUserGrain), nameof(IUserGrain.Apply))] = Delivery,
    };

    private static readonly (Type Interface, string Method, bool HasToken)[] Methods =
    [
        .. from type in SerializedTypes.Assemblies.SelectMany(assembly => assembly.GetTypes())
           where type.IsInterface && (type.IsAssignableTo(typeof(IGrain)) || type.IsAssignableTo(typeof(IGrainService)))
           from method in type.GetMethods()
           select (type, method.Name, method.GetParameters() is [.., { ParameterType: var last }]
               && last == typeof(CancellationToken)),
    ];

    [Fact]
    public void Methods_OfGrains_TakeATokenLast()
    {
        Assert.NotEmpty(Methods);
        Assert.DoesNotContain(
            Methods, method => !method.HasToken && !WithoutToken.ContainsKey((method.Interface, method.Method)));
    }

    [Fact]
    public void List_OfMethodsWithoutToken_NamesNoOther() => Assert.All(
        WithoutToken.Keys, named => Assert.Contains((named.Item1, named.Item2, false), Methods));
}
