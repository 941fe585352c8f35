package dev.chainrule.engine.math;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KernelsTest {

    @Test
    void theVectorKernelIsChosenWhereTheModuleIs() {
        assertThat(ModuleLayer.boot().findModule("jdk.incubator.vector")).isPresent();
        assertThat(Kernels.chosen()).isEqualTo("vector");
        assertThat(Kernels.kernel()).isInstanceOf(VectorKernel.class);
        assertThat(Kernels.reason()).contains("jdk.incubator.vector", "is present");
    }
}
