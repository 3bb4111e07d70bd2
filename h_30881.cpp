#include <rectify/rectify.hpp>
int main(){}
